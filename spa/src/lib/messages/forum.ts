import { addMessages } from '../i18n';
import { en } from './forum-en';
import { es } from './forum-es';

addMessages({ es, en });
