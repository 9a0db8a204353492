import { addMessages } from '../i18n';
import { en } from './feed-en';
import { es } from './feed-es';

addMessages({ es, en });
